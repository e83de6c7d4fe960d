import { retriesStayAtOneLayer } from '#shared/check/rules/retries-stay-at-one-layer';
import { aClient, aFunction, anApi, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(retriesStayAtOneLayer, {
  valid: {
    'a client that tries again and a function that calls nothing': [
      aClient('shop', { httpAttempts: 3 }),
      anApi(),
      aFunction(),
      joined('client/http-request', 'shop', 'api'),
      joined('api-gateway/lambda-proxy', 'api', 'worker'),
    ],
    'retries by the inner layer only': [
      aClient('shop'),
      anApi(),
      aFunction('order'),
      aFunction('price'),
      joined('client/http-request', 'shop', 'api'),
      joined('api-gateway/lambda-proxy', 'api', 'order'),
      joined('lambda/invoke', 'order', 'price'),
    ],
    'two attempts by each of two layers': [
      aClient('shop', { httpAttempts: 2 }),
      anApi(),
      aFunction('order'),
      aFunction('price'),
      joined('client/http-request', 'shop', 'api'),
      joined('api-gateway/lambda-proxy', 'api', 'order'),
      joined('lambda/invoke', 'order', 'price', { attempts: 2 }),
    ],
  },
  invalid: {
    'three attempts by each of two layers': {
      drawn: [
        aClient('shop', { httpAttempts: 3 }),
        anApi(),
        aFunction('order'),
        aFunction('price'),
        joined('client/http-request', 'shop', 'api'),
        joined('api-gateway/lambda-proxy', 'api', 'order'),
        joined('lambda/invoke', 'order', 'price'),
      ],
      message:
        'one request of shop may call price 9 times when it refuses (3 by shop × 3 by order): let one layer try again and give the others 1 attempt',
      at: { connection: 'order--price' },
    },
    'three layers, told once at the innermost': {
      drawn: [
        aClient('shop'),
        aFunction('order'),
        aFunction('price'),
        aFunction('tax'),
        joined('client/invoke', 'shop', 'order'),
        joined('lambda/invoke', 'order', 'price'),
        joined('lambda/invoke', 'price', 'tax'),
      ],
      message:
        'one request of shop may call tax 27 times when it refuses (3 by shop × 3 by order × 3 by price): let one layer try again and give the others 1 attempt',
      at: { connection: 'price--tax' },
    },
  },
});
